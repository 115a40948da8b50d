/** China has had one zone without daylight saving since 1991. */
const zoneOffset = '+08:00';

/** The instant at which a local date begins in the bureau's time zone (Asia/Shanghai). */
export function startOfLocalDate(date: string): Date {
  return new Date(`${date}T00:00:00${zoneOffset}`);
}

/** A bare due date means the following local midnight: due is an exclusive instant. */
export function endOfLocalDate(date: string): Date {
  return new Date(startOfLocalDate(date).getTime() + 86_400_000);
}

/** The local calendar date of an instant. */
export function localDate(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}
