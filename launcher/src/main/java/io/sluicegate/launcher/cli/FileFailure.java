package io.sluicegate.launcher.cli;

import io.sluicegate.runtime.command.CommandFailed;
import io.sluicegate.runtime.command.Message;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** What a command says of a file that it can't read or write. */
public final class FileFailure {
    private FileFailure() {}

    public static CommandFailed of(IOException failure) {
        if (failure instanceof NoSuchFileException missing) {
            return new CommandFailed(failure, Message.FILE_MISSING, missing.getFile());
        }
        if (failure instanceof FileNotFoundException && !Files.exists(path(failure))) {
            return new CommandFailed(failure, Message.FILE_MISSING, path(failure));
        }
        return new CommandFailed(failure, Message.FILE_UNUSABLE, words(failure));
    }

    /** The JDK's message is the path and, in brackets, the system's reason. */
    private static Path path(IOException failure) {
        return Path.of(String.valueOf(failure.getMessage()).replaceFirst(" \\([^)]*\\)$", ""));
    }

    private static String words(IOException failure) {
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (failure instanceof FileAlreadyExistsException existing) {
            return existing.getFile() + " is there already, and is no folder";
        }
        if (failure instanceof NotDirectoryException other) {
            return other.getFile() + " is no folder";
        }
        return failure instanceof FileSystemException || failure.getMessage() == null
                ? failure.toString()
                : failure.getMessage();
    }
}
