const day = 86_400_000;

/**
 * A date's serial number as ISO text, with the time when there is one; `HH:MM:SS` for a time alone. Counting starts in
 * 1900, with a 29 February that never was, or, on old Macs, in 1904.
 */
export function dateText(serial: number, is1904: boolean): string | undefined {
  if (!Number.isFinite(serial) || serial < 0 || serial >= 2_958_466) return undefined;
  const days = Math.floor(serial);
  const time = new Date(Math.round((serial - days) * 86_400) * 1000).toISOString().slice(11, 19);
  if (days === 0 && !is1904) return time;
  const start = is1904 ? Date.UTC(1904, 0, 1) : days < 60 ? Date.UTC(1899, 11, 31) : Date.UTC(1899, 11, 30);
  const date = new Date(start + days * day).toISOString().slice(0, 10);
  return time === '00:00:00' ? date : `${date} ${time}`;
}
