export { keysFor, keysOf, type Keys } from './keys.ts';
export { createKnownDevices, type KnownDevices } from './known-devices.ts';
export { hashPassword, passwordProblem, verifyPassword, type PasswordOwner } from './password.ts';
export {
  defaultPolicy,
  needsSecondFactor,
  passwordProfiles,
  type PasswordPolicy,
  type PasswordProfile,
  type SignInPolicy,
} from './policy.ts';
export {
  codeAt,
  hashRecoveryCode,
  isCodeOfApp,
  newRecoveryCodes,
  newSecret,
  provision,
  stepOfCode,
} from './second-factor.ts';
export { openText, resealText, sealText } from './seal.ts';
export {
  createSessions,
  type Sessions,
  type SessionOptions,
  type SessionStart,
  type SessionName,
  type SessionStore,
  type StoredSession,
} from './sessions.ts';
export { createThrottle, type AttemptStore, type Origin, type Throttle } from './throttle.ts';
export { createSingleSignOn, type Identity, type SingleSignOn } from './single-sign-on.ts';
export { createPace, type Pace, type Spent } from './pace.ts';
