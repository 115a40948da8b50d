const units = ['kB', 'MB', 'GB', 'TB'] as const;

/** `7.5 GB`, of 1000 as disks are sold; without a sign. */
export function formatBytes(bytes: number): string {
  const size = Math.abs(bytes);
  if (size === 0) return '0';
  const power = Math.min(units.length, Math.max(1, Math.floor(Math.log10(Math.max(size, 1)) / 3)));
  const amount = size / 1000 ** power;
  const digits = amount < 10 ? 1 : 0;
  return `${amount.toFixed(digits)} ${units[power - 1] ?? 'kB'}`;
}
