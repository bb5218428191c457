/** True for a name the calendar of this server knows: "Africa/Lagos". */
export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** What stands in the choice of a time zone: the continent's own, and the one that is set. */
export function timeZoneChoices(current: string): string[] {
  const near = Intl.supportedValuesOf('timeZone').filter((name) => name.startsWith('Africa/'));
  return [...new Set([...near, 'Europe/London', 'UTC', current])];
}
