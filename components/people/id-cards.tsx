'use client';

type Card = { id: string; surname: string; firstName: string; admissionNumber: string; house: string; className: string; initials: string };
type Props = { cards: Card[]; school: string; motto: string; address: string; session: string };

/** One card per student, 85 × 54 mm; on paper edge to edge, ten on a page. */
export function IdCards({ cards, school, motto, address, session }: Props) {
  return (
    <ul className="flex flex-wrap gap-[4mm] print:gap-0">
      {cards.map((card) => (
        <li key={card.id} className="grid h-[54mm] w-[85mm] max-w-full grid-rows-[auto_1fr_auto] overflow-hidden rounded-control border border-line bg-surface p-[3mm] break-inside-avoid">
          <div className="border-b border-line pb-[1mm]">
            <p className="text-sm leading-tight font-semibold text-accent">{school}</p>
            {motto && <p className="text-xs leading-tight text-muted">{motto}</p>}
          </div>
          <div className="flex items-center gap-[3mm]">
            <span aria-hidden="true" className="grid size-[20mm] shrink-0 place-content-center rounded-control border border-line bg-surface-2 text-xl font-semibold text-muted">{card.initials}</span>
            <div className="min-w-0">
              <p className="leading-tight font-semibold">{card.surname}</p>
              <p className="leading-tight">{card.firstName}</p>
              <p className="text-sm leading-tight">{card.admissionNumber}</p>
              <p className="text-sm leading-tight text-muted">{[card.className, card.house && `${card.house} house`].filter(Boolean).join(' · ')}</p>
            </div>
          </div>
          <p className="truncate text-xs text-muted">{[session, address].filter(Boolean).join(' · ')}</p>
        </li>
      ))}
    </ul>
  );
}
