export { sayCount } from '@/lib/platform/sentences';
