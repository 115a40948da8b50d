import { Agent } from 'node:https';
import { codeAt } from '@huibao/auth';
import { ask, type Answer } from '../ask.ts';

/** Where the product is reached from outside. */
export interface Site {
  readonly origin: string;
  /** The certificate of who vouches for the proxy's. */
  readonly ca: string;
}

export interface FirstPassword {
  readonly username: string;
  readonly password: string;
}

/** Connections to the proxy, from an address of this machine. */
export const agentTo = ({ ca }: Site, { from, most }: { readonly from: string; readonly most: number }): Agent =>
  new Agent({
    keepAlive: true,
    maxSockets: most,
    ca,
    localAddress: from,
    // The name is an example's.
    lookup: (_name, options, done) =>
      options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4),
  });

/** Everybody's, once the first one is changed. */
export const newPassword = 'Ganz-2026-neues';

/** A person's browser: over TLS through the proxy, with cookies. */
export class Visitor {
  readonly #site: Site;
  readonly #agent: Agent;
  readonly #jar = new Map<string, string>();
  constructor(site: Site, agent: Agent) {
    this.#site = site;
    this.#agent = agent;
  }

  get cookie(): string {
    return [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get cookies(): readonly string[] {
    return [...this.#jar.keys()];
  }

  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.#ask(path, { headers });
  }

  async upload<T>(path: string, body: Uint8Array): Promise<T> {
    const answer = await this.#ask(path, { method: 'POST', body: Buffer.from(body) });
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${answer.body.toString()}`);
    return JSON.parse(answer.body.toString()) as T;
  }

  async query<T>(procedure: string, input: unknown = {}): Promise<T> {
    return this.#read(
      procedure,
      await this.#ask(`/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`),
    );
  }

  async call<T>(procedure: string, input: unknown = {}): Promise<T> {
    return this.#read(
      procedure,
      await this.#ask(`/trpc/${procedure}`, { method: 'POST', body: JSON.stringify(input) }),
    );
  }

  /** The code that it is refused with, or `no error`. */
  async refusal(procedure: string, input: unknown = {}): Promise<string> {
    return codeOf(this.query(procedure, input));
  }

  /** Signs in: a first password is changed, a second factor enrolled where it must be. Answers what was asked for. */
  async enter({ username, password }: FirstPassword): Promise<{ readonly had: readonly string[] }> {
    await this.call('session.signIn', { username, password });
    const had: string[] = [];
    let asked = await this.refusal('todo.get');
    if (asked === 'session.must_change_password') {
      had.push(asked);
      await this.call('session.changePassword', { current: password, next: newPassword });
      asked = await this.refusal('todo.get');
    }
    if (asked === 'session.must_enrol') {
      had.push(asked);
      const { secret, sealed } = await this.call<{ readonly secret: string; readonly sealed: string }>(
        'session.offerSecondFactor',
      );
      await this.call('session.enrolSecondFactor', {
        password: newPassword,
        sealed,
        code: codeAt(secret, new Date()),
      });
    }
    const left = await this.refusal('todo.get');
    if (left !== 'no error') throw new Error(`${username} is refused with ${left}`);
    return { had };
  }

  /** A window of another browser, at which nobody was before. */
  elsewhere(agent = this.#agent): Visitor {
    return new Visitor(this.#site, agent);
  }

  /** The code that a sign-in by password alone is refused with; `no error` of who is let in. */
  async tryPassword(username: string, password = newPassword): Promise<string> {
    return codeOf(this.call('session.signIn', { username, password }));
  }

  async #ask(
    path: string,
    options: {
      readonly method?: 'POST';
      readonly body?: string | Buffer;
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ): Promise<Answer> {
    const answer = await ask(this.#agent, this.#site.origin + path, {
      ...options,
      headers: {
        cookie: this.cookie,
        'content-type': typeof options.body === 'string' ? 'application/json' : 'application/octet-stream',
        origin: this.#site.origin,
        // What a visitor says of an address is nobody's word.
        'x-forwarded-for': forgedAddress,
        ...options.headers,
      },
    });
    for (const line of answer.cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#jar.set(name, value);
    }
    return answer;
  }

  #read<T>(procedure: string, answer: Answer): T {
    const { result, error } = JSON.parse(answer.body.toString()) as {
      readonly result?: { readonly data: T };
      readonly error?: { readonly code?: string; readonly data?: { readonly error: { readonly code: string } } };
    };
    if (result) return result.data;
    throw new Refused(procedure, error?.data?.error.code ?? error?.code ?? String(answer.status), answer);
  }
}

const codeOf = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => 'no error',
    (error: unknown) => (error instanceof Refused ? error.code : Promise.reject(error as Error)),
  );

export const forgedAddress = '203.0.113.7';

export class Refused extends Error {
  readonly code: string;

  constructor(procedure: string, code: string, { body }: Answer) {
    super(`${procedure} was refused with ${code}: ${body.toString().slice(0, 400)}`);
    this.code = code;
  }
}
