import { roles, type Role } from '@huibao/domain';

/** A role as the database keeps it. */
export function toRole(text: string): Role {
  const role = roles.find((known) => known === text);
  if (!role) throw new Error(`unknown role ${text}`);
  return role;
}
