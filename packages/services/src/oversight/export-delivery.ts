import { documentFormats, renderDocument } from '@huibao/documents/render-document';
import type { RenderedFile } from '@huibao/documents/rendered-file';
import { z } from 'zod';
import { Later } from '../later.ts';
import { defineQuery } from '../use-case.ts';
import { getDeliveredDocument } from './delivery.repository.ts';

/** The city reads what was delivered, as it was delivered. */
export const exportDelivery = defineQuery({
  permission: 'oversight.read',
  input: z.object({ deliveryId: z.uuid(), format: z.enum(documentFormats) }),
  async run({ trx, actor }, { deliveryId, format }): Promise<Later<RenderedFile>> {
    const document = await getDeliveredDocument(trx, actor.tenantId, deliveryId);
    return new Later(() => renderDocument(document, format, String(actor.tenantId)));
  },
});
