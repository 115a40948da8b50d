import type { AppRouter } from '@huibao/trpc';
import type { TRPCClient } from '@trpc/client';
import { load } from '../api.server.ts';
import { programmeCookie } from './programme-switch.tsx';
import type { ChosenProgramme } from './use-programme.ts';

/** A line without any programme: the api says that there is none of this name. */
const none = 'none';

export async function chooseProgramme(request: Request, client: TRPCClient<AppRouter>): Promise<ChosenProgramme> {
  const programmes = await client.programme.list.query();
  const wanted = new URL(request.url).searchParams.get('programme');
  const last = new RegExp(`(?:^|; )${programmeCookie}=([^;]*)`).exec(request.headers.get('cookie') ?? '')?.[1];
  const known = programmes.find(({ name }) => name === last) ?? programmes[0];
  return { programmes, programme: wanted ?? known?.name ?? none };
}

/** `load`, of one programme. */
export function loadOfProgramme<T>(
  request: Request,
  work: (client: TRPCClient<AppRouter>, programme: string) => Promise<T>,
): Promise<T> {
  return load(request, async (client) => work(client, (await chooseProgramme(request, client)).programme));
}
