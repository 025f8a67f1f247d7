import { x } from '../crm/limiter.ts';
import pg from 'pg';
export const salesforceThing = [x, pg, '/home/me/x'];
