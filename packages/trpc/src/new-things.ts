// What somebody may send to make something new, for tests of who may.

export function newTenant(name: string): unknown {
  return {
    name,
    shortName: name,
    divisionCode: null,
    documentPrefix: '',
    sectionWord: '股室',
    opensOn: '2024-01-01',
    admin: { username: 'matrix.admin', name: 'x' },
    securityOfficer: { username: 'matrix.security', name: 'x' },
  };
}

export function newIndicator(): unknown {
  return {
    group: 'basics',
    label: { zh: '在籍学生（试）', en: 'Pupils, again' },
    unit: { zh: '人', en: 'people' },
    operator: { op: 'total', of: { element: 'pupils', take: 'sum' } },
    decimals: 0,
    coverageFloor: '0',
    format: { style: 'exact' },
    comparable: false,
    moreIsBetter: null,
  };
}
