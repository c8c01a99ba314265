import { css } from '@emotion/css';

interface HiddenLabelProps {
  id: string;
  text: string;
}

/** Names a control for screen readers by `aria-labelledby` where its place on the page says enough to others. */
export function HiddenLabel({ id, text }: HiddenLabelProps) {
  return (
    <span id={id} className={hidden}>
      {text}
    </span>
  );
}

const hidden = css({ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' });
