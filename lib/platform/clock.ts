/** The wall clock. Commands get `ctx.now` instead; nobody else on the server asks for the time. */
export const clock = { now: (): Date => new Date() };
