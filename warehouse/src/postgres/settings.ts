import { statfsSync } from 'node:fs';

const mebibyte = 1024 * 1024;

/**
 * Server settings of the embedded Postgres as command-line flags. Commits wait for the disk (fsync and synchronous_commit stay on): a
 * load is one commit, so the wait costs nothing, and a load reported as done must survive a crash.
 */
export function describeSettings(port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // Nothing but TCP on loopback: no second way in, no folder for sockets to own.
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '100',
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    work_mem: '32MB',
    // Deriving figures works in temporary tables; a session takes what it uses of it, and only they use any.
    temp_buffers: '128MB',
    maintenance_work_mem: '256MB',
    random_page_cost: '1.1',
    // Compiling costs more than it saves on the short queries of a board.
    jit: 'off',
    // No replicas: least log volume, and few checkpoints while loading.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    dynamic_shared_memory_type: hasRoomForSharedMemory() ? 'posix' : 'mmap',
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_line_prefix: '%m [%p] ',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Containers often have 64 MB of /dev/shm, on which parallel queries fail. */
function hasRoomForSharedMemory(): boolean {
  if (process.platform !== 'linux') {
    return true;
  }
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize >= 512 * mebibyte;
  } catch {
    return false;
  }
}
