// The school's colour as it can be read: every text on it, and every text in it, has a contrast of 4.5 : 1 (WCAG 1.4.3).

type Rgb = readonly [red: number, green: number, blue: number];

// The surfaces that are hardest to read on in each theme; app/globals.css has them as oklch.
const LIGHT_SURFACE = '#f1f3f7';
const DARK_SURFACE = '#242b34';
const WHITE = '#ffffff';
// Only pure black is sure to be readable wherever white is not.
const INK = '#000000';
const TEXT = 4.5;
/** A button must stand out from the page (WCAG 1.4.11). */
const SHAPE = 3;

export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/.test(text);

function rgb(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function hex(parts: Rgb): string {
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = rgb(colour).map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** 1 : 1 for one colour twice, 21 : 1 for black on white. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function mixed(from: string, to: string, share: number): string {
  const [a, b] = [rgb(from), rgb(to)];
  return hex([0, 1, 2].map((index) => (a[index] ?? 0) + ((b[index] ?? 0) - (a[index] ?? 0)) * share) as unknown as Rgb);
}

/** The colour, moved towards black or white only as far as it must be to stand out from a surface. */
function until(colour: string, { on, to, least }: { on: string; to: string; least: number }): string {
  for (let share = 0; share < 1; share += 0.02) {
    const tried = mixed(colour, to, share);
    if (contrast(tried, on) >= least) return tried;
  }
  return to;
}

const onTop = (colour: string) => (contrast(WHITE, colour) >= TEXT ? WHITE : INK);

export type Shades = { /** Of buttons. */ fill: string; /** Of the words on them. */ on: string; /** Of links and the focus ring. */ text: string };
export type Palette = { light: Shades; dark: Shades; /** What to tell the one who chose it; null when it can be used as it is. */ warning: string | null };

/** Everything that is drawn in the school's colour, for light and for dark. */
export function palette(colour: string): Palette {
  const darkFill = until(colour, { on: DARK_SURFACE, to: WHITE, least: SHAPE });
  const light = { fill: colour, on: onTop(colour), text: until(colour, { on: LIGHT_SURFACE, to: '#000000', least: TEXT }) };
  const dark = { fill: darkFill, on: onTop(darkFill), text: until(colour, { on: DARK_SURFACE, to: WHITE, least: TEXT }) };
  return { light, dark, warning: warningOf(colour, light, dark) };
}

function warningOf(colour: string, light: Shades, dark: Shades): string | null {
  if (light.on !== WHITE) return `This colour is pale: white words on it could not be read, so dark words are used, and links are drawn in a darker shade (${light.text}).`;
  if (light.text !== colour) return `Links in this colour could not be read on a light page, so they are drawn in a darker shade (${light.text}).`;
  return dark.fill === colour ? null : `On dark screens this colour would vanish, so a lighter shade (${dark.fill}) stands in there.`;
}

/** The variables app/globals.css reads; nothing without a colour of the school's own. */
export function brandStyle(colour: string | null): Record<string, string> {
  if (!colour || !isColour(colour)) return {};
  const { light, dark } = palette(colour);
  return {
    '--brand': light.text, '--brand-fill': light.fill, '--brand-on': light.on,
    '--brand-dark': dark.text, '--brand-dark-fill': dark.fill, '--brand-dark-on': dark.on,
  };
}

/** At most twelve characters, as home screens show them. */
export function shortest(shortName: string): string {
  return shortName.length <= 12 ? shortName : (shortName.slice(0, 12).split(/\s+/).slice(0, -1).join(' ') || shortName.slice(0, 12)).trim();
}
