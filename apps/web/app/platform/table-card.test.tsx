import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { TableCard } from './table-card.tsx';

it('keeps a number’s head in one line, however long the words of the next column are', () => {
  const columns = [{ label: 'Answer' }, { label: 'Tried', isNumber: true }];
  const page = renderToStaticMarkup(
    <TableCard id="x" title="x" columns={columns}>
      {null}
    </TableCard>,
  );
  expect(page).toContain('<th scope="col" class="num nowrap">Tried</th>');
  expect(page).toContain('<th scope="col">Answer</th>');
});
