package io.callfuse.models.digits;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The recogniser of ten English digits at 8 kHz that comes with the project, for tests and demonstrations: Vosk needs it as a
 * folder. Its card says what it can and what it cannot do. No state.
 */
public final class DigitModel {
    private static final String RESOURCES = "vosk-digits-en/";

    private DigitModel() {}

    /**
     * Writes the model's files, 1.3 MB.
     *
     * @param folder made where it is not there; files of the same names are replaced
     * @return the folder
     */
    public static Path unpackTo(Path folder) throws IOException {
        for (String name : DigitModelFolder.FILES) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            try (InputStream bytes = DigitModel.class.getResourceAsStream(RESOURCES + name)) {
                if (bytes == null) {
                    throw new FileNotFoundException(RESOURCES + name + " is not in this build");
                }
                Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return folder;
    }
}
