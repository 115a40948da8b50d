/** Whether something of this date has been so for more than these days. */
export function isPast(since: Date, days: number | null, now: Date): boolean {
  return days !== null && now.getTime() - since.getTime() > days * 86_400_000;
}
