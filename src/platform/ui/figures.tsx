import { number, percent } from '#src/platform/french/french.js';
import type { Child, Html } from './html.js';

interface ProgressProps {
  /** What advances: « avis-sirene.pdf ». */
  label: Child;
  id: string;
  value: number;
  max: number;
  /** « 1,2 Mo sur 1,9 »; the percentage unless given. */
  words?: string | undefined;
}

/** Work under way. */
export function Progress({ label, id, value, max, words }: ProgressProps): Html {
  return (
    <div class="progress">
      <div>
        <label for={id}>{label}</label>
        <span class="soft number">{words ?? percent(value / max)}</span>
      </div>
      <progress id={id} value={value} max={max}>
        {percent(value / max)}
      </progress>
    </div>
  );
}

export interface Share {
  label: string;
  count: number;
  href?: string | undefined;
  tone: 1 | 2 | 3 | 4 | 5 | 6;
}

/** A whole cut in shares, with its figures under it: the state of all files. */
export function Shares({ label, shares }: { label: string; shares: readonly Share[] }): Html {
  const total = shares.reduce((sum, { count }) => sum + count, 0);
  let start = 0;
  return (
    <figure class="shares">
      <figcaption>
        {label} <span class="soft number">({number(total)})</span>
      </figcaption>
      <svg viewBox="0 0 1000 28" preserveAspectRatio="none" aria-hidden="true">
        {shares.map(({ count, tone }) => {
          const width = total === 0 ? 0 : (count / total) * 1000;
          start += width;
          return <rect class={`tone-${tone}`} x={start - width} width={Math.max(0, width - 3)} height="28" />;
        })}
      </svg>
      <ul>
        {shares.map(({ label: name, count, href, tone }) => (
          <li>
            <svg class="swatch" viewBox="0 0 12 12" aria-hidden="true">
              <rect class={`tone-${tone}`} width="12" height="12" rx="3" />
            </svg>
            {href ? <a href={href}>{name}</a> : <span>{name}</span>}
            <strong class="number">{number(count)}</strong>
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** One figure that counts, large, with its words. */
export function Figure(props: { value: Child; label: Child; detail?: Child | undefined }): Html {
  return (
    <div class="figure">
      <p class="figure-value">{props.value}</p>
      <p>{props.label}</p>
      {props.detail && <p class="soft small">{props.detail}</p>}
    </div>
  );
}
