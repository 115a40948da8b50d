/**
 * A new register row's key: 36 characters, and later ones sort after earlier ones, which is the order of the rows for
 * everybody. `now` in milliseconds, ten bytes of chance. (randomUUID has no order, and asks for a secure context.)
 */
export function newRowKey(now: number, chance: Uint8Array): string {
  const random = [...chance].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6, 18)}`;
}

/** The moment after a row's, so that a new row sorts behind it whatever the clocks say. */
export function momentAfter(key: string | undefined): number {
  const time = parseInt((key ?? '').replaceAll('-', '').slice(0, 12), 16);
  return Number.isNaN(time) ? 0 : time + 1;
}
