'use client';

import PageError from './error';
import './globals.css';

type Props = { error: Error & { digest?: string }; retry: () => void };

/** When not even the frame around every page could be drawn: the same sentence, and the same trying again. */
export default function GlobalError(props: Props) {
  return (
    <html lang="en-NG">
      <body>
        <title>One moment</title>
        <PageError {...props} />
      </body>
    </html>
  );
}
