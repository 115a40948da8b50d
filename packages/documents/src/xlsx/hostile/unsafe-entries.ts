import { handmadeWorkbook, paths, rezip, type HostileFile } from './handmade-workbook.ts';

export function unsafeEntries(): HostileFile[] {
  const unsafe = ['workbook.unsafe_entry'] as const;
  const names = [
    '../evil.xml',
    '../../etc/cron.d/x',
    '/etc/passwd',
    'C:\\windows\\x',
    'c:evil',
    'xl\\..\\..\\x',
    'xl/../../x',
    './x',
    'xl/./x',
    '..',
    'x\0.xml',
    '',
    '\\\\server\\share',
    'file://x',
  ];
  const modes = {
    'a symbolic link': 0o120777,
    'a pipe': 0o010644,
    'a device': 0o020644,
    'a disk': 0o060644,
    'a socket': 0o140644,
  };
  return [
    ...names.map((name) => ({
      name: `entry ${JSON.stringify(name)}`,
      bytes: handmadeWorkbook({}, [{ name, data: 'x' }]),
      codes: unsafe,
    })),
    ...Object.entries(modes).map(([name, mode]) => ({
      name,
      bytes: handmadeWorkbook({}, [{ name: 'xl/link', data: '/etc/passwd', mode }]),
      codes: unsafe,
    })),
    {
      name: 'the same name twice',
      bytes: handmadeWorkbook({}, [{ name: paths.sheet, data: '<worksheet/>' }]),
      codes: unsafe,
    },
    {
      name: 'the same name in capitals',
      bytes: handmadeWorkbook({}, [{ name: paths.sheet.toUpperCase(), data: '<worksheet/>' }]),
      codes: unsafe,
    },
    {
      name: 'another name in the local header',
      bytes: rezip(paths.sheet, { localName: 'xl/worksheets/sheet2.xml' }),
      codes: unsafe,
    },
    ...['xl/embeddings/oleObject1.bin', 'xl/media/run.exe', 'docs/a.js'].map((name) => ({
      name,
      bytes: handmadeWorkbook({}, [{ name, data: 'MZ' }]),
      codes: unsafe,
    })),
    ...[0x0001, 0x0040, 0x2000].map((flags) => ({
      name: `encrypted, flag ${flags}`,
      bytes: rezip(paths.sheet, { flags }),
      codes: ['workbook.encrypted'] as const,
    })),
    ...[1, 6, 9, 12, 14, 93, 99].map((method) => ({
      name: `packed by method ${method}`,
      bytes: rezip(paths.sheet, { method }),
      codes: ['workbook.unreadable'] as const,
    })),
  ];
}
