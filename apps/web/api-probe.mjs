/** Visitors can reach web's probes: however often they ask, the api is asked once in so many milliseconds. */
const freshFor = 1000;

/**
 * @param {string} apiUrl
 * @returns {() => Promise<boolean>} whether the api says that it is ready
 */
export function createApiProbe(apiUrl) {
  let asked = Promise.resolve(false);
  let askedAt = -Infinity;
  return () => {
    if (performance.now() - askedAt > freshFor) {
      askedAt = performance.now();
      asked = ask(`${apiUrl}/ready`);
    }
    return asked;
  };
}

async function ask(url) {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2500) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
