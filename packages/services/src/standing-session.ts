/** What is remembered of a session, and what its row and its person's must still be. */
export interface StandingSession {
  readonly idHash: string;
  readonly membershipId: string;
  /** `users.access_version`: another one where anything was changed of what the person may, or must do first. */
  readonly accessVersion: number;
  /** It was used since, and began since: else it is idle, or goes on for too long. */
  readonly seenSince: Date;
  readonly begunSince: Date;
}
