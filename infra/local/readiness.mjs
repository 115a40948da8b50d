/** What an api, worker or web says of itself, ready or not; null of one that doesn't answer. */
export async function readinessOf(port) {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/ready`, { signal: AbortSignal.timeout(3000) });
    return await answer.json();
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError || error.name === 'TimeoutError') return null;
    throw error;
  }
}

/** @returns {Promise<boolean>} whether work may be sent there */
export const saysReady = async (port) => (await readinessOf(port))?.status === 'ready';
