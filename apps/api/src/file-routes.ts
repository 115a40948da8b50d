import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { HuibaoError, type Locale } from '@huibao/domain';
import {
  fileOf,
  getPublicationFile,
  runUseCase,
  useCases,
  type DocumentFormat,
  type KeptFile,
  type RenderedFile,
  type StreamedFile,
  type UseCase,
} from '@huibao/services';
import { requireReady, type RequestContext } from '@huibao/trpc';
import { withReceived } from './received-file.ts';
import { receivedPieces, type Sending } from './received-pieces.ts';

interface FileRoute {
  readonly method: 'GET' | 'POST';
  /** What somebody uploaded is saved, never shown in place: a page shows pictures of it by themselves. */
  readonly isFromOutside?: true;
  /** What is sent, where another limit is told than a file's. */
  readonly sends?: Sending;
  readonly path: RegExp;
  readonly run: (
    ctx: RequestContext,
    match: RegExpExecArray,
    request: {
      readonly query: URLSearchParams;
      readonly body: () => Promise<Uint8Array>;
      /** Without holding it: of what is kept as it came. */
      readonly received: <T>(work: (file: StreamedFile) => Promise<T>) => Promise<T>;
    },
  ) => Promise<RenderedFile | KeptFile | object>;
}

/** Everything that moves as bytes. A download answers a file, an upload JSON. */
export const fileRoutes: readonly FileRoute[] = [
  {
    method: 'GET',
    path: /^\/files\/workbook\/([^/]+)$/,
    run: (ctx, [, submissionId], { query }) =>
      call(ctx, useCases.downloadWorkbook, { submissionId, locale: localeOf(ctx, query) }),
  },
  {
    method: 'POST',
    path: /^\/files\/workbook\/([^/]+)$/,
    run: async (ctx, [, submissionId], { body }) =>
      call(ctx, useCases.previewWorkbook, { submissionId, content: await body() }),
  },
  {
    method: 'POST',
    path: /^\/files\/evidence\/([^/]+)$/,
    run: (ctx, [, submissionId], { query, received }) =>
      received((content) => call(ctx, useCases.attachFile, { submissionId, name: query.get('name'), content })),
  },
  {
    method: 'GET',
    isFromOutside: true,
    path: /^\/files\/evidence\/([^/]+)$/,
    run: (ctx, [, fileId]) => call(ctx, useCases.getFile, { fileId }),
  },
  {
    method: 'GET',
    path: /^\/files\/report\/([^/]+)\/(upward|public)\.(pdf|docx|xlsx)$/,
    run: (ctx, [, reportId, copy, format]) => call(ctx, useCases.exportReport, { reportId, copy, format }),
  },
  {
    method: 'GET',
    path: /^\/files\/delivery\/([^/]+)\.(pdf|docx|xlsx)$/,
    run: (ctx, [, deliveryId, format]) => call(ctx, useCases.exportDelivery, { deliveryId, format }),
  },
  {
    method: 'GET',
    path: /^\/files\/rollup\/([^/]+)\/(\d{4})\.xlsx$/,
    run: (ctx, [, programme, year], { query }) =>
      call(ctx, useCases.exportRollup, { programme, year: Number(year), locale: localeOf(ctx, query) }),
  },
  {
    method: 'GET',
    path: /^\/files\/board\/([^/]+)\.xlsx$/,
    run: (ctx, [, collectionId], { query }) =>
      call(ctx, useCases.exportBoard, { collectionId, locale: localeOf(ctx, query) }),
  },
  {
    method: 'GET',
    path: /^\/files\/import\/([^/]+)\.xlsx$/,
    run: (ctx, [, collectionId], { query }) =>
      call(ctx, useCases.downloadImportTemplate, { collectionId, locale: localeOf(ctx, query) }),
  },
  {
    method: 'POST',
    path: /^\/files\/import\/([^/]+)$/,
    run: (ctx, [, collectionId], { query, received }) =>
      received((content) => call(ctx, useCases.beginImport, { collectionId, name: query.get('name'), content })),
  },
  {
    method: 'GET',
    path: /^\/files\/comparison\/([^/]+)\/(\d{4})\/([^/]+)\.xlsx$/,
    run: (ctx, [, programme, year, indicator], { query }) =>
      call(ctx, useCases.exportComparison, {
        programme,
        year: Number(year),
        indicator,
        per: basisOf(query),
        locale: localeOf(ctx, query),
      }),
  },
  {
    method: 'GET',
    path: /^\/files\/analysis\.(xlsx|csv)$/,
    run: (ctx, [, format], { query }) =>
      call(ctx, useCases.exportAnalysis, { definition: query.get('definition'), format, locale: localeOf(ctx, query) }),
  },
  {
    method: 'GET',
    path: /^\/files\/roster\.xlsx$/,
    run: (ctx, _match, { query }) => call(ctx, useCases.downloadRosterTemplate, { locale: localeOf(ctx, query) }),
  },
  {
    method: 'POST',
    path: /^\/files\/roster$/,
    run: async (ctx, _match, { body }) => call(ctx, useCases.importRoster, { content: await body() }),
  },
  {
    method: 'GET',
    path: /^\/files\/package\/([^/]+)\/(\d{4})\.zip$/,
    run: (ctx, [, programme, year]) => call(ctx, useCases.exportPackage, { programme, year: Number(year) }),
  },
  {
    method: 'POST',
    sends: 'package',
    path: /^\/files\/package\/(\d{4})\/preview$/,
    run: async (ctx, [, year], { body }) =>
      call(ctx, useCases.previewPackage, { year: Number(year), content: await body() }),
  },
  {
    method: 'POST',
    sends: 'package',
    path: /^\/files\/package\/(\d{4})$/,
    run: async (ctx, [, year], { query, body }) =>
      call(ctx, useCases.publishPackage, {
        year: Number(year),
        hash: query.get('hash'),
        ...(query.has('issueNo') ? { issueNo: Number(query.get('issueNo')) } : {}),
        content: await body(),
      }),
  },
  {
    method: 'POST',
    sends: 'package',
    path: /^\/files\/package\/(\d{4})\/draft$/,
    run: async (ctx, [, year], { body }) =>
      call(ctx, useCases.beginDraftFromPackage, { year: Number(year), content: await body() }),
  },
  {
    method: 'POST',
    sends: 'package',
    path: /^\/files\/additions\/draft$/,
    run: async (ctx, _match, { body }) =>
      call(ctx, useCases.beginDraftFromPackage, { year: null, content: await body() }),
  },
  {
    method: 'GET',
    path: /^\/files\/draft\/([^/]+)\.zip$/,
    run: (ctx, [, draftId]) => call(ctx, useCases.exportDraft, { draftId }),
  },
  {
    method: 'GET',
    path: /^\/files\/additions\/([^/]+)\/(\d{4})\.zip$/,
    run: (ctx, [, programme, year]) => call(ctx, useCases.exportAdditions, { programme, year: Number(year) }),
  },
  {
    method: 'POST',
    sends: 'package',
    path: /^\/files\/additions\/preview$/,
    run: async (ctx, _match, { body }) => call(ctx, useCases.previewAdditions, { content: await body() }),
  },
  {
    method: 'POST',
    sends: 'package',
    path: /^\/files\/additions$/,
    run: async (ctx, _match, { query, body }) =>
      call(ctx, useCases.publishAdditions, { hash: query.get('hash'), content: await body() }),
  },
  {
    method: 'GET',
    path: /^\/published\/([^/]+)\.(pdf|docx|xlsx)$/,
    run: (ctx, [, id, format]) => getPublicationFile(ctx.services, uuidOf(id), format as DocumentFormat),
  },
];

async function call<Input, Output extends object, Raw>(
  ctx: RequestContext,
  useCase: UseCase<Input, Output, Raw>,
  input: unknown,
): Promise<Output> {
  const { actor } = requireSignedIn(ctx);
  await ctx.services.paces.countRequest(actor, ctx.tellPace);
  return runUseCase(ctx.services, actor, useCase, input);
}

function requireSignedIn({ signedIn }: RequestContext): NonNullable<RequestContext['signedIn']> {
  if (!signedIn) throw new HuibaoError('session.missing');
  requireReady(signedIn.profile);
  return signedIn;
}

function localeOf(ctx: RequestContext, query: URLSearchParams): Locale {
  const asked = query.get('locale');
  if (asked === 'en' || asked === 'zh-CN') return asked;
  return ctx.signedIn?.profile.locale ?? 'zh-CN';
}

function uuidOf(text: string | undefined): string {
  if (!text || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text))
    throw new HuibaoError('publication.not_found');
  return text;
}

export async function answerFile(
  ctx: RequestContext,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  for (const route of fileRoutes) {
    const match = route.method === request.method ? route.path.exec(url.pathname) : null;
    if (!match) continue;
    // Nothing is received, and held, of who isn't let in.
    if (route.method === 'POST') requireSignedIn(ctx);
    // What is made for somebody; a picture of evidence isn't.
    if (ctx.signedIn && route.method === 'GET' && !route.isFromOutside)
      await ctx.services.paces.countExport(ctx.signedIn.actor, ctx.tellPace);
    const result = await route.run(ctx, match, {
      query: url.searchParams,
      body: () => readBody(request, route.sends),
      received: (work) => withReceived(request, ctx.report, work),
    });
    const mayShow = url.searchParams.has('inline') && !route.isFromOutside;
    if (isFile(result)) return sendFile(response, result, fileOf(result.bytes), mayShow);
    // Opened once the transaction in which its row was read is over.
    if (isKept(result)) return sendFile(response, result, await ctx.services.blobs.open(result.blob), mayShow);
    return sendJson(response, result);
  }
  throw new HuibaoError('file.not_found');
}

function isFile(result: object): result is RenderedFile {
  return 'bytes' in result && result.bytes instanceof Uint8Array;
}

function isKept(result: object): result is KeptFile {
  return 'blob' in result;
}

/**
 * A PDF of ours may be shown in place; everything else is saved. Neither runs or fetches anything. As fast as it is
 * taken; what turns out in the midst not to be what was kept is broken off.
 */
async function sendFile(
  response: ServerResponse,
  file: Pick<RenderedFile, 'name' | 'mediaType'>,
  { size, pieces }: Pick<StreamedFile, 'size' | 'pieces'>,
  mayShow: boolean,
): Promise<void> {
  const isShown = mayShow && file.mediaType === 'application/pdf';
  response.writeHead(200, {
    'Content-Type': file.mediaType,
    'Content-Length': size,
    'Content-Disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll("'", '%27')}`,
  });
  await pipeline(pieces(), response).catch((error: NodeJS.ErrnoException) => {
    // Whoever asked has gone.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

function sendJson(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage, sending: Sending = 'file'): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  for await (const piece of receivedPieces(request, sending)) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces));
}

/** As the page's address has it: `none` is the total as it is; absent, the indicator's own scale. */
function basisOf(query: URLSearchParams): string | null | undefined {
  const per = query.get('per');
  return per === 'none' ? null : (per ?? undefined);
}
