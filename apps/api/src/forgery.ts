import type { IncomingMessage } from 'node:http';
import { HuibaoError } from '@huibao/domain';

/**
 * Whatever may change something must come from our own pages: the browser says so in Origin (which web forwards), and
 * a plain form can't send the content types that we take. Reads are harmless to forge: their answers stay with us.
 */
export function refuseForgery(request: IncomingMessage, webOrigin: string): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const { origin, 'sec-fetch-site': site, 'content-type': type = '' } = request.headers;
  const isOurs = origin === webOrigin && (site === undefined || site === 'same-origin');
  const isOurType = type.startsWith('application/json') || type.startsWith('application/octet-stream');
  if (!isOurs || !isOurType) throw new HuibaoError('request.forged');
}
