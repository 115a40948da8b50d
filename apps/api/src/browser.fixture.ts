/** A browser somewhere: it keeps its cookies. */
export function browserAt(base: string, origin: string, address: string) {
  const jar = new Map<string, string>();
  const headers = () => ({
    origin,
    'content-type': 'application/json',
    'x-client-address': address,
    'user-agent': `browser at ${address}`,
    cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
  });
  async function read(response: Response) {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const json = (await response.json()) as {
      result?: { data: unknown };
      error?: { data?: { error: { code: string; params: Record<string, unknown>; request?: string } } };
    };
    const { code = 'ok', params = {}, request } = json.error?.data?.error ?? {};
    return {
      status: response.status,
      code,
      params,
      request,
      data: json.result?.data,
      headers: response.headers,
      cookies: response.headers.getSetCookie(),
    };
  }
  const call = async (path: string, body?: unknown) =>
    read(
      await fetch(`${base}/trpc/${path}`, {
        method: 'POST',
        headers: headers(),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    );
  const ask = async (path: string) => read(await fetch(`${base}/trpc/${path}`, { headers: headers() }));
  const signIn = (username: string, secret = 'Right-2024-pass', code?: string) =>
    call('session.signIn', { username, password: secret, ...(code === undefined ? {} : { code }) });
  return { call, ask, signIn, jar };
}

export type Browser = ReturnType<typeof browserAt>;
