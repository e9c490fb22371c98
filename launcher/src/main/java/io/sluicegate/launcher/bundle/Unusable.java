package io.sluicegate.launcher.bundle;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** A model, a bundle or a row can't be used; the message says which, what was expected and what was found, in one line. */
public final class Unusable extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
        super(inOneLine(message));
    }

    Unusable(String message, Throwable cause) {
        super(inOneLine(message), cause);
    }

    /** A file that can't be read or written. */
    static Unusable of(IOException failure) {
        return new Unusable(words(failure), failure);
    }

    private static String words(IOException failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "there is no file " + missing.getFile();
        }
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (failure instanceof FileAlreadyExistsException existing) {
            return existing.getFile() + " exists already, and is no bundle's folder";
        }
        return failure instanceof FileSystemException || failure.getMessage() == null
                ? failure.toString()
                : failure.getMessage();
    }

    private static String inOneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
