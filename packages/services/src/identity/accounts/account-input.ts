import { z } from 'zod';

const usernamePattern = /^[a-z0-9][a-z0-9._-]{2,39}$/;
/** What an administrator gives: the username before its tenant's suffix. */
export const username = z.string().trim().toLowerCase().regex(usernamePattern);
export const personName = z.string().trim().min(1).max(40);
