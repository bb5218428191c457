// What can be chosen about people: plain lists, so that a form on a phone does not load the checks of the server.
export const bloodGroups = ['A+', 'A-', 'B+', 'B-', 'AB+', 'AB-', 'O+', 'O-'] as const;
export const genotypes = ['AA', 'AS', 'AC', 'SS', 'SC', 'CC'] as const;
export const relationships = [
  'mother',
  'father',
  'stepmother',
  'stepfather',
  'grandmother',
  'grandfather',
  'aunt',
  'uncle',
  'sister',
  'brother',
  'guardian',
  'other',
] as const;
