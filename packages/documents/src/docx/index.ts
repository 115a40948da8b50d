import type { OfficialDocument } from '@huibao/domain';

export async function renderDocx(document: OfficialDocument): Promise<Uint8Array> {
  throw new Error(`not yet: ${document.issuer}`);
}
