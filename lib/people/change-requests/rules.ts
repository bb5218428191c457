import { bloodGroups, genotypes } from '../choices/rules';
import type { ChangeableField } from './schema';

/** The fields as people say them. */
export const fieldWords: Record<ChangeableField, string> = {
  phone: 'Phone', email: 'E-mail', child: 'A child who is missing', address: 'Address', emergency_name: 'Emergency contact', emergency_phone: 'Phone of the emergency contact',
  blood_group: 'Blood group', genotype: 'Genotype', allergies: 'Allergies', notes: 'Medical notes',
};

export const ownFields = ['phone', 'email', 'child'] as const;
export const recordFields = ['address', 'emergency_name', 'emergency_phone'] as const;
export const medicalFields = ['allergies', 'notes', 'blood_group', 'genotype'] as const;

export const isMedical = (field: string) => medicalFields.some((one) => one === field);
/** No value of the record: the office does it on the guardian's page, and then says so. */
export const isMissingChild = (field: string) => field === 'child';
export const isOwn = (field: string) => ownFields.some((one) => one === field);

/** One field of the form as the page hands it to the phone. */
export type RequestField = { name: string; label: string; options?: readonly string[] };

const options: Partial<Record<ChangeableField, readonly string[]>> = { blood_group: bloodGroups, genotype: genotypes };

/** Where the form asks for more than the field's name says. */
const labels: Partial<Record<ChangeableField, string>> = { child: 'A child of yours who is missing here: name, class, admission number' };

/** The fields of the form about oneself, or about a child. */
export function formFields(isAboutChild: boolean): RequestField[] {
  const names = isAboutChild ? [...recordFields, ...medicalFields] : ownFields;
  return names.map((name) => ({ name, label: labels[name] ?? fieldWords[name], options: options[name] }));
}

export function sayField(field: string): string {
  return field in fieldWords ? fieldWords[field as ChangeableField] : field;
}

type Values = Partial<Record<string, string>>;

/** What differs from the record and is not asked for already. */
export function askedChanges(typed: Values, current: Values): { field: string; before: string; after: string }[] {
  return Object.entries(typed).flatMap(([field, after]) => {
    const before = current[field];
    return before === undefined || after === undefined || after === before ? [] : [{ field, before, after }];
  });
}
