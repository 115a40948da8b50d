import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readJson, writeJson } from './place.mjs';

/**
 * Keys and passwords of a home, made once and kept readable by their owner only.
 * The environment's keys come first: a real installation brings its own.
 * @param {string} folder
 */
export function keepSecrets(folder) {
  const file = join(folder, 'secrets.json');
  const kept = readJson(file) ?? {};
  const secrets = {
    databasePassword: kept.databasePassword ?? randomBytes(24).toString('base64url'),
    databaseRolePassword: kept.databaseRolePassword ?? randomBytes(24).toString('base64url'),
    auditKey: kept.auditKey ?? randomBytes(32).toString('base64'),
    registerKey: kept.registerKey ?? randomBytes(32).toString('base64'),
    sessionKey: kept.sessionKey ?? randomBytes(32).toString('base64'),
    accountKey: kept.accountKey ?? randomBytes(32).toString('base64'),
  };
  if (Object.keys(secrets).some((name) => !(name in kept))) writeJson(file, secrets);
  return secrets;
}
