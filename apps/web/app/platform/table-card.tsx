import type { ReactNode } from 'react';

export interface Column {
  readonly label: string;
  readonly isNumber?: boolean;
  /** Read out only. */
  readonly isUnseen?: boolean;
}

/** A card with a title and a table below it. */
export function TableCard({
  id,
  title,
  columns,
  children,
  below,
}: {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly Column[];
  /** Its rows. */
  readonly children: ReactNode;
  readonly below?: ReactNode;
}) {
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id} className="card-title">
        {title}
      </h2>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              {columns.map(({ label, isNumber, isUnseen }) => (
                <th key={label} scope="col" className={isNumber ? 'num nowrap' : undefined}>
                  {isUnseen ? <span className="visually-hidden">{label}</span> : label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
      {below}
    </section>
  );
}
