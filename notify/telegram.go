package notify

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/nicholas-fedor/shoutrrr/pkg/services/chat/telegram"
	"github.com/nicholas-fedor/shoutrrr/pkg/types"
)

// telegramService sends by itself what shoutrrr's service for Telegram was told to: that
// one takes every failure whose answer is no JSON, as that of the network, for success.
// The text has no markup, and no page that it names is shown.
type telegramService struct{ *telegram.Service }

// Send sends a text to every chat, up to the first that does not take it.
func (s telegramService) Send(text string, _ *types.Params) error {
	for _, chat := range s.Config.Chats {
		if err := s.send(chat, text); err != nil {
			return err
		}
	}
	return nil
}

// send calls https://core.telegram.org/bots/api#sendmessage.
func (s telegramService) send(chat, text string) error {
	chat, thread, _ := strings.Cut(chat, ":")
	topic, _ := strconv.Atoi(thread)
	body, err := json.Marshal(telegramMessage{chat, topic, text, !s.Config.Notification, telegramPreview{true}})
	if err != nil {
		return err
	}
	resp, err := http.Post("https://api.telegram.org/bot"+s.Config.Token+"/sendMessage", "application/json", bytes.NewReader(body))
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
