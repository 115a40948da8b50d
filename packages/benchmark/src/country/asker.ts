import { Agent } from 'node:http';
import { ask, type Answer } from '../ask.ts';

/** Somebody at a browser: signed in, or not; over one kept connection. */
export interface Asker {
  readonly get: (path: string) => Promise<Answer>;
  /** A procedure's answer, asked as a page does. */
  readonly query: <T>(procedure: string, input?: unknown) => Promise<T>;
  readonly close: () => void;
}

export async function openAsker(origin: string, who?: { username: string; password: string }): Promise<Asker> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { 'accept-encoding': 'br, gzip', 'accept-language': 'zh-CN' };
  let cookie = '';
  if (who) {
    const answer = await ask(agent, `${origin}/trpc/session.signIn`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify(who),
    });
    if (answer.status !== 200) throw new Error(`${who.username} can’t sign in: ${answer.body.toString()}`);
    cookie = answer.cookie;
  }
  const get = async (path: string): Promise<Answer> => {
    const answer = await ask(agent, `${origin}${path}`, { headers: { ...headers, cookie } });
    if (answer.status !== 200) throw new Error(`${who?.username ?? 'the public'}: ${path} answered ${answer.status}`);
    return answer;
  };
  return {
    get,
    query: async <T>(procedure: string, input?: unknown): Promise<T> => {
      const question = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      const answer = await ask(agent, `${origin}/trpc/${procedure}${question}`, { headers: { cookie } });
      if (answer.status !== 200) throw new Error(`${procedure} answered ${answer.status}: ${answer.body.toString()}`);
      return (JSON.parse(answer.body.toString()) as { result: { data: T } }).result.data;
    },
    close: () => agent.destroy(),
  };
}
