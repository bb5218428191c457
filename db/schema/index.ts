export * from './school';
export * from './accounts';
export * from './people';
export * from './calendar';
export * from './classes';
export * from './attendance';
export * from './events';
export * from './imports';
