export { defaultPolicy, type SignInPolicy } from '@huibao/auth';
export { isPassing, tellFailure } from '@huibao/db';
export { createLog } from './create-log.ts';
export { auditAlone } from './audit/audit-alone.ts';
export type { BlobPlace, BlobStore } from './blobs/blob-store.ts';
export type { ObjectStoreOptions } from './object-storage.ts';
export type { KeptFile } from './blobs/kept-file.ts';
export { checkDatabase, createServices, type OpenServices, type ServicesOptions } from './create-services.ts';
export type { Context } from './context.ts';
export type { Paced, TellPace } from './quotas/paces.ts';
export {
  actorOf,
  findLineage,
  platformActor,
  systemActor,
  type Membership,
  type Profile,
} from './identity/sessions/actor.repository.ts';
export { changePassword, passwordChange } from './identity/sessions/change-password.ts';
export type { Door, Visitor } from './identity/sessions/door.ts';
export {
  enrolment,
  enrolSecondFactor,
  offerSecondFactor,
  oneself,
  removeSecondFactor,
  renewRecoveryCodes,
} from './identity/sessions/second-factor.ts';
export { signIn } from './identity/sessions/sign-in.ts';
export {
  beginLinking,
  beginSingleSignOn,
  chooseAccount,
  finishSingleSignOn,
  finishWithCode,
  listOffered,
  unlinkOwn,
} from './identity/sessions/single-sign-on.ts';
export { signOut } from './identity/sessions/sign-out.ts';
export { switchMembership } from './identity/sessions/switch-membership.ts';
export { insertAccount } from './identity/accounts/account.repository.ts';
export { resetOfficer } from './identity/accounts/reset-officer.ts';
export { sessionRepository, type SessionRepository } from './identity/sessions/session.repository.ts';
export type { StandingSession } from './standing-session.ts';
export { listTenantIds } from './identity/sessions/actor.repository.ts';
export { resealAll } from './housekeeping/reseal.ts';
export { measureOutbox, type OutboxRow } from './notifications/outbox.repository.ts';
export { checkChains, tidy, type Retention } from './housekeeping/housekeeping.ts';
export { measureDatabase, measurePlatform } from './watching/platform.repository.ts';
export { announceProcess } from './watching/announce-process.ts';
export { noteSizes } from './watching/size.repository.ts';
export { connectRelay, relayOnce, type RelayDatabase } from './notifications/relay.ts';
export {
  getPublication,
  getPublicationFile,
  listPublications,
  type PublicationPage,
  type PublicationSummary,
} from './reporting/public-page.ts';
export { requireEdition, type Edition } from './forms/edition.repository.ts';
export { publishEdition } from './forms/publish-edition.ts';
export { rollUp } from './rollup/roll-up.ts';
export type { DocumentFormat } from '@huibao/documents/render-document';
export { warmUpReading } from '@huibao/documents/read-apart';
export { practiseImporting } from './imports/practise-importing.ts';
export type { RenderedFile } from '@huibao/documents/rendered-file';
export { bytesOf, fileOf, type StreamedFile } from '@huibao/documents/streamed-file';
export {
  attemptUseCase,
  runUseCase,
  type Mutation,
  type OutputOf,
  type Preview,
  type PreviewScope,
  type Query,
  type QueryScope,
  type Scope,
  type UseCase,
} from './use-case.ts';
export * as useCases from './use-cases.ts';
export type * from './views.ts';
export { watchSchema, type SchemaWatch } from './watch-schema.ts';
