// The recycle bin (domain §3): a disabled account waits 30 days in it and can be taken out; people keep their history.

export const BIN_DAYS = 30;

/** The whole days until a disabled account is emptied; 0 when that is due. */
export function daysLeft(disabledAt: Date, now: Date): number {
  return Math.max(0, Math.ceil(BIN_DAYS - (now.getTime() - disabledAt.getTime()) / 86_400_000));
}
