import type { GuardianRecordFields } from './schema';

type Guardian = { surname: string; firstName: string; phone: string; email: string; occupation: string };

/** A guardian by the names of the form. */
export const recordOf = ({ surname, firstName, phone, email, occupation }: Guardian): GuardianRecordFields => ({
  surname, first_name: firstName, phone, email, occupation,
});
