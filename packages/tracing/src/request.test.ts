import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inRequest, nameRequest, requestId, traceparent } from './request.ts';

const told = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

it('keeps a request’s id for all that is done for it, and for nobody else’s', async () => {
  const ids = await Promise.all(
    [told, undefined, undefined].map((header) =>
      inRequest(header, { name: 'GET' }, async () => {
        const first = requestId();
        await pause(1);
        expect(requestId()).toBe(first);
        expect(traceparent()).toMatch(new RegExp(`^00-${first}-[0-9a-f]{16}-01$`));
        return first;
      }),
    ),
  );
  expect(ids[0]).toBe('4bf92f3577b34da6a3ce929d0e0e4736');
  expect(new Set(ids).size).toBe(3);
  expect([requestId(), nameRequest()]).toEqual([undefined, {}]);
});

it.each([
  '',
  'x',
  told.replace('4736', '4737x'),
  told.replace('00-4', '01-4'),
  `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
  `00-4bf92f3577b34da6a3ce929d0e0e4736-${'0'.repeat(16)}-01`,
  told.toUpperCase(),
  `${told}\n"request":"forged"`,
])('gives a new id where it is told %j', (header) => {
  const id = inRequest(header, { name: 'GET' }, requestId);
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(header).not.toContain(id);
});
