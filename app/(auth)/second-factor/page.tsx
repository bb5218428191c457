import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { QrCode } from '@/components/accounts/qr-code';
import { SecondFactor } from '@/components/accounts/second-factor';
import { SignOutForm } from '@/components/accounts/sign-out-form';
import { getOwnFactor } from '@/lib/accounts/second-factor/queries';
import { clock } from '@/lib/platform/clock';
import { sayDay, schoolDay } from '@/lib/platform/dates';
import { currentPerson } from '@/lib/platform/request/require-actor';
import { getSchool } from '@/lib/school/queries';

export const metadata: Metadata = { title: 'Second sign-in step' };

/** Outside the portal: the office comes here before it may see anything else. */
export default async function SecondFactorPage() {
  const person = await currentPerson();
  if (!person) redirect('/sign-in');
  if (person.mustChoosePassword) redirect('/choose-password');
  const [factor, { timeZone }] = await Promise.all([getOwnFactor(person, clock.now()), getSchool()]);
  return (
    <>
      <h1 className="text-2xl font-semibold">Second sign-in step</h1>
      <p>
        {person.mustEnrol ? 'Your role reaches the whole school, so a password alone is not enough. ' : ''}
        After the password, signing in asks for a code that only your phone can show. A stolen password then opens nothing.
      </p>
      <SecondFactor
        setOn={factor.setAt && sayDay(schoolDay(factor.setAt, timeZone))} codesLeft={factor.codesLeft} mayRemove={!factor.isAsked}
        picture={factor.pending && <QrCode text={factor.pending.address} label="Picture for the authenticator" />} typed={factor.pending?.typed ?? null}
      />
      {person.mustEnrol ? <SignOutForm everywhere={false} /> : <a className="inline-flex min-h-6 items-center justify-self-start text-accent underline" href="/account">Back to your account</a>}
    </>
  );
}
