/** Numbers that vary and never change: the same key gives the same number on every machine, in every run. */
function hash(key: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) value = Math.imul(value ^ key.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** A whole number from `min` to `max`, both included. */
export function seededInteger(key: string, min: number, max: number): number {
  return min + (hash(key) % (max - min + 1));
}

/** True in about `percent` of all keys. */
export function seededChance(key: string, percent: number): boolean {
  return hash(key) % 100 < percent;
}

export function seededPick<T>(key: string, items: readonly T[]): T {
  const item = items[hash(key) % items.length];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

/** A row's id: it has the shape of a UUID, and is the same whenever the row is written again. */
export function seededUuid(key: string): string {
  const hex = [0, 1, 2, 3].map((part) => hash(`${part}/${key}`).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
