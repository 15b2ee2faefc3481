import { uploadIdOf } from '../storage/storage-key';
import { storageConformance } from './storage.conformance';
import { MemoryStorage } from './storage.fake';
import { uploadLocksConformance } from './upload-locks.conformance';
import { MemoryUploadLocks } from './upload-locks.fake';
import { uploadsConformance } from './uploads.conformance';
import { MemoryUploads } from './uploads.fake';

storageConformance('MemoryStorage', () => Promise.resolve(new MemoryStorage()));

uploadLocksConformance('MemoryUploadLocks', () => {
  const locks = new MemoryUploadLocks();
  return Promise.resolve({ here: locks, there: locks });
});

uploadsConformance('MemoryUploads', () => {
  const storage = new MemoryStorage();
  const uploads = new MemoryUploads(storage);
  const arrive = (id: string, text: string): Promise<boolean> =>
    Promise.resolve(uploads.arrive(uploadIdOf(`uploads/${id}`), Buffer.from(text)));
  return Promise.resolve({ uploads, storage, arrive });
});
