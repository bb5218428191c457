import { PasswordField } from '@/components/shared/password-field';

/** A new password, typed twice. */
export function NewPasswordFields({ shortest, errors }: { shortest: number; errors?: Record<string, string> }) {
  return (
    <>
      <PasswordField
        name="password" label="New password" autoComplete="new-password" error={errors?.password}
        hint={`At least ${shortest} characters. Three words in a row are easy to remember and hard to guess.`}
      />
      <PasswordField name="again" label="The same again" autoComplete="new-password" error={errors?.again} />
    </>
  );
}
