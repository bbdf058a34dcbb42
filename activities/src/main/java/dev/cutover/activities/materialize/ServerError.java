package dev.cutover.activities.materialize;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What the server said about a statement that it refused.
 *
 * @param message its message, with detail and hint, as whole text
 * @param position place in the statement in code points from 1; 0 when the server named none
 */
public record ServerError(String message, int position) {
    /** Reads an error. */
    public static ServerError of(SQLException error) {
        if (error instanceof PSQLException psql && psql.getServerErrorMessage() != null) {
            ServerErrorMessage server = psql.getServerErrorMessage();
            StringBuilder text = new StringBuilder(String.valueOf(server.getMessage()));
            if (server.getDetail() != null) {
                text.append(" Detail: ").append(server.getDetail());
            }
            if (server.getHint() != null) {
                text.append(" Hint: ").append(server.getHint());
            }
            return new ServerError(text.toString(), server.getPosition());
        }
        return new ServerError(String.valueOf(error.getMessage()), 0);
    }
}
