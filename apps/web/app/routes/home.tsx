import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { load } from '../api.server.ts';
import { startOf } from '../shell/menu.ts';

/** Everybody starts where their work is. */
export async function loader({ request }: LoaderFunctionArgs) {
  const profile = await load(request, (client) => client.session.current.query());
  throw redirect(profile ? startOf(profile.membership.role) : '/sign-in');
}
