export { hashPassword, passwordProblem, verifyPassword } from './password.ts';
export {
  createSessions,
  type Sessions,
  type SessionOptions,
  type SessionStore,
  type StoredSession,
} from './sessions.ts';
