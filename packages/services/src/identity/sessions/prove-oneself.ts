import type { Actor } from '@huibao/db';
import { HuibaoError } from '@huibao/domain';
import type { Context } from '../../context.ts';
import type { Door, Visitor } from './door.ts';
import { getLogin, type Login } from './login.repository.ts';
import { prove } from './prove.ts';

/** Before something that whoever finds an open browser mustn't do. The one who is signed in is asked for, no other. */
export async function proveOneself(
  ctx: Context,
  door: Door,
  actor: Actor,
  proof: { readonly password: string; readonly code?: string | undefined },
  visitor: Visitor,
): Promise<Login> {
  const { username } = await getLogin(ctx.authDb, actor);
  try {
    return await prove(ctx, door, { ...proof, username }, visitor, actor.now);
  } catch (error) {
    // Said of the password alone; and as a mistake in a form, since the session goes on.
    if (error instanceof HuibaoError && error.code === 'session.wrong_credentials')
      throw new HuibaoError('password.wrong_current');
    throw error;
  }
}
