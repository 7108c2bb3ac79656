package notify

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/nicholas-fedor/shoutrrr/pkg/services/chat/telegram"
)

// telegramService replaces how shoutrrr's service for Telegram sends: that one treats every
// failure whose response is not JSON, such as a network error, as success, and cannot be
// canceled. The text has no markup, and no preview of a page is shown.
type telegramService struct{ *telegram.Service }

// SendContext sends a text to every chat, up to the first that fails.
func (s telegramService) SendContext(ctx context.Context, text string) error {
	for _, chat := range s.Config.Chats {
		if err := s.send(ctx, chat, text); err != nil {
			return err
		}
	}
	return nil
}

// send calls https://core.telegram.org/bots/api#sendmessage.
func (s telegramService) send(ctx context.Context, chat, text string) error {
	chat, thread, _ := strings.Cut(chat, ":")
	topic, _ := strconv.Atoi(thread)
	body, err := json.Marshal(telegramMessage{chat, topic, text, !s.Config.Notification, telegramPreview{true}})
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://api.telegram.org/bot"+s.Config.Token+"/sendMessage", bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%d %s", resp.StatusCode, http.StatusText(resp.StatusCode))
	}
	return nil
}

type telegramMessage struct {
	Chat    string          `json:"chat_id"`
	Topic   int             `json:"message_thread_id,omitempty"`
	Text    string          `json:"text"`
	Silent  bool            `json:"disable_notification"`
	Preview telegramPreview `json:"link_preview_options"`
}

type telegramPreview struct {
	Disabled bool `json:"is_disabled"`
}
